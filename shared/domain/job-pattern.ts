/** Whether a job's name is meant by a pattern in which `*` stands for any characters. */
export function jobPattern(pattern: string): (name: string) => boolean {
  const parts = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const meant = new RegExp(`^${parts.join('.*')}$`);
  return (name) => meant.test(name);
}
