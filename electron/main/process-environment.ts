/** What the engine's process inherits: everything but what is meant for Electron or for one Node alone. */
export function toEngineEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(ELECTRON_|CHROME_|npm_)/i.test(name) && name !== 'NODE_OPTIONS',
  );
  return Object.fromEntries(kept);
}
