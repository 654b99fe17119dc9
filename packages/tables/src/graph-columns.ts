import { boolean, type ColumnDefinitions, json, text } from '@devopsql/schema'

const exact = { collation: 'exact' } as const

/** The columns of a user, group or application of the graph service: of the row itself, or of what is at `path`. */
export function graphSubject(
  doc: string,
  { role = '', path = [] }: { readonly role?: string; readonly path?: readonly string[] } = {},
): ColumnDefinitions {
  const at = (name: string): readonly string[] => [...path, name]
  return {
    [`${role}Descriptor`]: text(at('descriptor'), `Graph descriptor: the key of ${doc}.`, exact),
    [`${role}DisplayName`]: text(at('displayName'), `Name of ${doc} that is shown; not unique.`),
    [`${role}PrincipalName`]: text(
      at('principalName'),
      `Name of ${doc} at its directory: what a user signs in with, [container]\\name of a group.`,
    ),
    [`${role}MailAddress`]: text(at('mailAddress'), `Mail address of ${doc}, where it has one.`),
    [`${role}Domain`]: text(at('domain'), `Directory, service or project that ${doc} belongs to.`),
    [`${role}Origin`]: text(at('origin'), `Kind of the directory of ${doc}: aad, msa, vsts ...`),
    [`${role}OriginId`]: text(at('originId'), `Identifier of ${doc} in its directory.`),
    [`${role}SubjectKind`]: text(at('subjectKind'), `What ${doc} is: user, group ...`),
    [`${role}LegacyDescriptor`]: text(
      at('legacyDescriptor'),
      `Descriptor of ${doc} as older interfaces write it.`,
      exact,
    ),
    [`${role}Url`]: text(at('url'), `REST address of ${doc}.`, exact),
    [`${role}Links`]: json(at('_links'), `Addresses related to ${doc}.`),
  }
}

/** What users and applications of a directory have beside that. */
export function directoryMember(
  doc: string,
  { role = '', path = [] }: { readonly role?: string; readonly path?: readonly string[] } = {},
): ColumnDefinitions {
  const at = (name: string): readonly string[] => [...path, name]
  return {
    [`${role}DirectoryAlias`]: text(at('directoryAlias'), `Short name of ${doc} in the directory.`),
    [`${role}MetaType`]: text(
      at('metaType'),
      `Kind of ${doc} in its directory: member, guest, application ...`,
    ),
    [`${role}IsDeletedInOrigin`]: boolean(
      at('isDeletedInOrigin'),
      `True when the directory has deleted ${doc}; NULL otherwise.`,
    ),
  }
}
