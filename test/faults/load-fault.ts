/** Imported first by a Node process that runs the sources as they are: puts the fault in while they load. */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { breakSource, readFault } from '#test/faults/fault.ts';

const fault = readFault(process.env);
if (fault !== null) {
  const broken = pathToFileURL(path.resolve(import.meta.dirname, '../..', fault.file)).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== broken) return loaded;
      const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
      return { ...loaded, source: breakSource(fault, source) };
    },
  });
}
