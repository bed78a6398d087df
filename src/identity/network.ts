import { isIPv4 } from 'node:net';

/** The network of an address, cut so that it stands for many people: 24 bits of IPv4, 48 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const url = URL.canParse(`http://[${plain}]/`) ? new URL(`http://[${plain}]/`).hostname.slice(1, -1) : '';
  return `${wholeGroups(url).slice(0, 3).join(':')}::/48`;
}

/** All eight groups of an IPv6 address; `::` stands for those that are nought. */
function wholeGroups(address: string): readonly string[] {
  const [head = '', tail = ''] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const missing = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function groupsOf(part: string): readonly string[] {
  return part.split(':').filter((group) => group !== '');
}
