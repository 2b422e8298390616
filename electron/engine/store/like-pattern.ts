/** A pattern of LIKE that finds a text as it stands, wildcards included; goes with `ESCAPE '\'`. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
