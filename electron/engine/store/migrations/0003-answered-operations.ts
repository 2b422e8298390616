/** An answer knows which operation it is of: a command id that comes back with another one is refused. */
export const answeredOperations = `
ALTER TABLE answered_command ADD COLUMN operation TEXT;
`;
