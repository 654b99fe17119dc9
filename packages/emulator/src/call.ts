import type { Organization } from './data/organization.ts'
import type { Project } from './data/projects.ts'
import type { QueryParameters } from './query-parameters.ts'
import type { Variants } from './variants.ts'

/** One request after routing, as handlers see it. */
export interface Call {
  /** As whoever asks sees it. */
  readonly organization: Organization
  /** Place of whoever asks among the users, from 0. */
  readonly user: number
  readonly variants: Variants
  /** Where the emulator listens, with the organization. */
  readonly url: string
  /** The values of the braces in the template, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: QueryParameters
  /** The project of the path, if the path names one. */
  readonly project: Project | undefined
  readonly team: string | undefined
  /** The version that was asked for, as a number: 7.1. */
  readonly apiVersion: number
  /** The parsed JSON body, or undefined. */
  readonly body: unknown
}

/** The value of a brace that the template is known to have. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? ''
}
