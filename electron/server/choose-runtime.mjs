// Read by whatever Node is there: no syntax younger than Node 12.

const oldest = [22, 19];

function isRecentEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1]);
}

/**
 * Which Node runs the program: this one, else the one of the npm package `node`, else none. `bundled` is null
 * where that package is not installed; its version counts too, as another dependency may have brought an old one.
 */
export function chooseRuntime(version, bundled) {
  if (isRecentEnough(version)) return { kind: 'this' };
  if (bundled !== null && isRecentEnough(bundled.version)) {
    return { kind: 'bundled', executable: bundled.executable };
  }
  return {
    kind: 'none',
    sentence:
      `Nightdesk needs Node ${oldest.join('.')} or newer; this is v${version.replace(/^v/, '')}. ` +
      'Install it, or add the optional package `node` (`npm install node@24`).',
  };
}
