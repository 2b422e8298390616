/*
 * Where a text names a status of HTTP. While the numbers of a message are taken out of it, the digits of a status
 * stand there as characters that no message has: those of Unicode's private area.
 */

const REASONS =
  'Bad Request|Unauthori[sz]ed|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|' +
  'Proxy Authentication Required|Request Time-?out|Conflict|Gone|Length Required|Precondition Failed|' +
  'Payload Too Large|Content Too Large|Request Entity Too Large|URI Too Long|Unsupported Media Type|' +
  'Range Not Satisfiable|Expectation Failed|Misdirected Request|Unprocessable (?:Entity|Content)|Locked|' +
  'Failed Dependency|Too Early|Upgrade Required|Precondition Required|Too Many Requests|' +
  'Internal Server Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|' +
  'Gateway Time-?out|HTTP Version Not Supported|Insufficient Storage|Loop Detected|' +
  'Network Authentication Required|Moved Permanently|Found|See Other|Not Modified|Temporary Redirect|' +
  'Permanent Redirect|Client Error|Server Error';

const SHAPES: readonly RegExp[] = [
  /(?<=\bhttps?(?:\/\d(?:\.\d)?)?[ :_-]{1,2}(?:(?:status|error|response|code)[ :_-]{1,2}){0,2})[1-5]\d\d\b/gi,
  /(?<=\bstatus(?:[ _-]?code)?["']?[ :=]{1,3})[1-5]\d\d\b/gi,
  /(?<=\b(?:response|error|returned)[ _-]?code["']?[ :=]{1,3})[1-5]\d\d\b/gi,
  // curl and wget.
  /(?<=\breturned error: )[1-5]\d\d\b/gi,
  new RegExp(String.raw`\b[1-5]\d\d(?=:? (?:${REASONS})\b)`, 'gi'),
];

const FIRST = 0xe000;
const HIDDEN = /[\ue000-\ue009]/;
const ALL_HIDDEN = /[\ue000-\ue009]/g;

/** The text with the digits of each status put out of reach. */
export function keepStatuses(text: string): string {
  let kept = text.replace(ALL_HIDDEN, ' ');
  for (const shape of SHAPES) kept = kept.replace(shape, (code) => code.replace(/\d/g, hide));
  return kept;
}

export function holdsStatus(text: string): boolean {
  return HIDDEN.test(text);
}

/** The text with every status as it was. */
export function showStatuses(text: string): string {
  return text.replace(ALL_HIDDEN, (digit) => String(digit.charCodeAt(0) - FIRST));
}

function hide(digit: string): string {
  return String.fromCharCode(FIRST + Number(digit));
}
