const SEGMENT_NAME = /^output(?:\.(\d{1,15}))?\.log$/;

/** The file that holds the output from logical position `offset` on. */
export function segmentNameOf(offset: number): string {
  return offset === 0 ? 'output.log' : `output.${offset}.log`;
}

/** The logical position of the first byte in the file `name`; `null` if it holds no output. */
export function parseSegmentOffset(name: string): number | null {
  const match = SEGMENT_NAME.exec(name);
  return match === null ? null : Number(match[1] ?? 0);
}
