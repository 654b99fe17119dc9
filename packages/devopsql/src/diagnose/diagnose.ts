import type { ConnectionProperties } from '../contract.ts'
import { createKnownSecrets } from '../log/known-secrets.ts'
import { type Check, failed, type Observation, skipped } from './check.ts'
import { certificateCheck } from './checks/certificate-check.ts'
import { clockCheck } from './checks/clock-check.ts'
import { diskCheck } from './checks/disk-check.ts'
import { engineCheck } from './checks/engine-check.ts'
import { limitsCheck } from './checks/limits-check.ts'
import { memoryCheck } from './checks/memory-check.ts'
import { networkCheck } from './checks/network-check.ts'
import { organizationCheck } from './checks/organization-check.ts'
import { permissionsCheck } from './checks/permissions-check.ts'
import { projectsCheck } from './checks/projects-check.ts'
import { propertiesCheck } from './checks/properties-check.ts'
import { runtimeCheck } from './checks/runtime-check.ts'
import { signInCheck } from './checks/sign-in-check.ts'
import type { Finding } from './finding.ts'
import { type DiagnoseOptions, openSubject, type Subject } from './subject.ts'

/** In the order in which they run; what one needs stands before it. */
const checks: readonly Check[] = [
  propertiesCheck,
  runtimeCheck,
  engineCheck,
  memoryCheck,
  diskCheck,
  networkCheck,
  certificateCheck,
  clockCheck,
  organizationCheck,
  signInCheck,
  projectsCheck,
  permissionsCheck,
  limitsCheck,
]

/**
 * Looks for what keeps a connection from being made or from giving all rows: findings as they come, good ones too, each
 * with what to do. Asks nobody to sign in, writes nothing that stays, and shows no secret. Throws for no property; only
 * when the signal aborts.
 */
export async function* diagnose(
  properties: string | ConnectionProperties,
  options: DiagnoseOptions = {},
): AsyncIterable<Finding> {
  const subject = openSubject(properties, options)
  const secrets = createKnownSecrets()
  for (const secret of subject.secrets) secrets.add(secret, { forGood: true })
  try {
    for await (const { check, outcome, what, hint } of findings(subject)) {
      yield { check, outcome, what: secrets.hide(what), hint: hint && secrets.hide(hint) }
    }
  } finally {
    await subject.close()
  }
}

async function* findings(subject: Subject): AsyncIterable<Finding> {
  // By check that has a problem, or whose need has one: where the problem is.
  const origins = new Map<string, string>()
  for (const { name, needs, run } of checks) {
    const origin = needs.map((need) => origins.get(need)).find((found) => found !== undefined)
    if (origin !== undefined) {
      origins.set(name, origin)
      yield { check: name, ...skipped(`not tried, because of the problem with ${origin}`) }
      continue
    }
    for await (const seen of observed(run, subject)) {
      if (seen.outcome === 'problem') origins.set(name, name)
      yield { check: name, ...seen }
    }
  }
}

async function* observed(run: Check['run'], subject: Subject): AsyncIterable<Observation> {
  try {
    yield* run(subject)
  } catch (error) {
    if (subject.signal?.aborted === true) throw error
    yield failed(error)
  }
}
