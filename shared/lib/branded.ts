/** A string that was checked to be one particular kind of identifier, and cannot be mistaken for another. */
export type Branded<Name extends string> = string & { readonly __brand: Name };

/** What every identifier that comes from outside must look like; paths are never built from anything else. */
export const ID_PATTERN = /^[0-9A-Za-z_-]{1,64}$/;
