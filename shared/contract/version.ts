/** `major.minor`: a minor only adds; a client accepts its own major. */
export const CONTRACT_VERSION = '2.2';
