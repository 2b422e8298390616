import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statesPage } from '#test/support/states-page.ts';

/** `npm run docs:states` */
writeFileSync(join(import.meta.dirname, '../../docs/states.md'), await statesPage());
