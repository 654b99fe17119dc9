import { type Check, failed, ok, warning } from '../check.ts'

/** Whether the properties are understood, go together and suffice, and which have no effect. */
export const propertiesCheck: Check = {
  name: 'properties',
  needs: [],
  *run({ options, fault, authSchemes, organization }) {
    for (const { message } of options.notes) {
      yield warning(
        message,
        'Leave it out; docs/connection-string.md says what each property does.',
      )
    }
    if (fault !== undefined) {
      yield failed(fault)
      return
    }
    const { address, scheme } = organization()
    const isOwn = scheme !== undefined && authSchemes.includes(scheme)
    const way = scheme === undefined ? 'a token provider' : `AuthScheme=${scheme}`
    yield ok(`the properties suffice: ${address} with ${isOwn ? `your own ${way}` : way}`)
  },
}
