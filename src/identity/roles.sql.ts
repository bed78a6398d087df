/** The roles that count at this moment, of the person that the two expressions name. */
export function rolesNow(scheme: string, person: string): string {
  return `
    SELECT role FROM person_role WHERE scheme_id = ${scheme} AND person_id = ${person}
      AND from_at <= clock_timestamp() AND (until_at IS NULL OR until_at > clock_timestamp())
    UNION SELECT 'participant' FROM participant WHERE scheme_id = ${scheme} AND id = ${person} ORDER BY role`;
}
