import { measurePlainjob } from '../measure-plainjob.mjs';

/** The same work for plainjob as it is shipped: 10,000 jobs added one by one, ten workers. */
await measurePlainjob({ count: 10_000 });
