import { measurePlainjob } from '../measure-plainjob.mjs';

/** The same work for plainjob, each of its commits on stable storage: fewer jobs, because each takes three commits. */
await measurePlainjob({ count: 1_000, synchronous: 'FULL' });
