import { azureDevOpsResource } from '@devopsql/auth'

/** Everything that the application, or the person, may do in Azure DevOps. */
export const defaultScopes: readonly string[] = [`${azureDevOpsResource}/.default`]

/**
 * The application that signs people in where they name none of their own. Empty as published: who distributes
 * devopsql with an application of their own builds with its id here.
 */
export const embeddedClientId: string = ''

const hosts = {
  GLOBAL: 'https://login.microsoftonline.com',
  CHINA: 'https://login.partner.microsoftonline.cn',
  USGOVT: 'https://login.microsoftonline.us',
  USGOVTDOD: 'https://login.microsoftonline.us',
} as const

/** Clouds with an identity service of their own, as `AzureEnvironment` names them. */
export type AzureCloud = keyof typeof hosts

/** `https://login.microsoftonline.com/<tenant>`; without a tenant, work and school accounts of every one. */
export function authorityOf(tenant: string | undefined, cloud: AzureCloud = 'GLOBAL'): string {
  return `${hosts[cloud]}/${tenant ?? 'organizations'}`
}
