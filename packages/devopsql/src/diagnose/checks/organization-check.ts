import { type Check, ok, problem, warning } from '../check.ts'

/** Whether there is an organization at the address, as it answers to somebody who is not signed in. */
export const organizationCheck: Check = {
  name: 'organization',
  needs: ['network', 'certificate'],
  async *run({ organization }) {
    const { address, reach } = organization()
    const { answer } = await reach()
    const status = answer?.status ?? 0
    if (status === 404) {
      yield problem(
        `there is no organization at ${address} (404)`,
        'Check Organization, which is the name in https://dev.azure.com/<name>; on Azure DevOps Server URL ends with the collection.',
      )
    } else if (status >= 500) {
      yield problem(
        `${address} is out of order (${status})`,
        'Try again later; https://status.dev.azure.com tells of failures.',
      )
    } else if (status === 429) {
      yield warning(`${address} answers too many requests already (429)`, 'Wait some minutes.')
    } else yield ok(`something answers at ${address} as an organization does (${status})`)
  },
}
