type Environment = Readonly<Record<string, string | undefined>>;

/** Whether something can be shown to whoever sits here: a server and a remote login have no screen. */
export function hasDisplay(platform: NodeJS.Platform, environment: Environment): boolean {
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  if (platform === 'win32') return true;
  if (platform === 'darwin') return !isSet('SSH_CONNECTION');
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY');
}
