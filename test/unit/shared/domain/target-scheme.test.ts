import { describe, expect, it } from 'vitest';
import { isHttpTarget, isProcessTarget, targetScheme } from '#shared/domain/target-scheme.ts';

describe('the scheme of a target', () => {
  it.each([
    ['http://localhost:8080/a:b', 'http'],
    ['https://crm.local/orders/{{input.id}}?via=exec:x', 'http'],
    ['exec:/opt/a:b/tool', 'exec'],
    ['shell:bash', 'shell'],
    ['builtin:noop', 'builtin'],
  ])('of %s is %s', (target, scheme) => {
    expect(targetScheme(target)).toBe(scheme);
  });

  it('tells what is a process of its own, and what is sent', () => {
    const targets = ['http://a', 'https://a', 'exec:a', 'shell:sh', 'builtin:noop'];
    expect(targets.filter(isProcessTarget)).toEqual(['exec:a', 'shell:sh']);
    expect(targets.filter(isHttpTarget)).toEqual(['http://a', 'https://a']);
  });
});
