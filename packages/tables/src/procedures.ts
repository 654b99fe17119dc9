import type { Procedure } from '@devopsql/schema'
import { signInProcedures } from './procedures/sign-in.ts'

/** Every procedure, by topic. */
export const procedures: readonly Procedure[] = [...signInProcedures]

/** The procedure of that name, letter case ignored. */
export function findProcedure(name: string): Procedure | undefined {
  return procedures.find((procedure) => procedure.name.toLowerCase() === name.toLowerCase())
}
