/** What an attempt waited for longest before it, as JSON; nothing where no wait is worth a word. */
export const waitedFor = `
ALTER TABLE attempt ADD COLUMN waited_for TEXT;
`;
