/** What an engine's socket answers besides the contract: the way into its console. */
export const CONSOLE_URL_PATH = '/console-url';
