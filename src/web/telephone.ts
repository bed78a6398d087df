/** A telephone number as a link dials it. */
export function dialled(phone: string): string {
  return phone.replace(/[^0-9+]/g, '');
}
