import {
  boolean,
  type ColumnDefinitions,
  identity,
  integer,
  json,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'

const exact = { collation: 'exact' } as const

/** The columns of a branch policy: the row itself, or nested at `path` with names that begin with `role`. */
export function policyColumns(role: string = '', path: string = ''): ColumnDefinitions {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  return {
    [`${role}Id`]: integer(at('id'), 'Number of the policy.'),
    [`${role}Revision`]: integer(at('revision'), 'Revision of the policy, from 1.'),
    [`${role}TypeId`]: uuid(at('type.id'), 'Identifier of the kind of policy.'),
    [`${role}TypeDisplayName`]: text(at('type.displayName'), 'Name of the kind of policy.'),
    [`${role}TypeUrl`]: text(at('type.url'), 'REST address of the kind of policy.', exact),
    [`${role}IsEnabled`]: boolean(at('isEnabled'), 'Whether the policy is enforced.'),
    [`${role}IsBlocking`]: boolean(at('isBlocking'), 'Whether a failure blocks completion.'),
    [`${role}IsDeleted`]: boolean(at('isDeleted'), 'Whether the policy was deleted.'),
    [`${role}IsEnterpriseManaged`]: boolean(
      at('isEnterpriseManaged'),
      'Whether a permission of its own is needed to change the policy.',
    ),
    [`${role}Settings`]: json(
      at('settings'),
      'Settings of the policy, with the repositories and branches in scope.',
    ),
    ...identity(`${role}CreatedBy`, at('createdBy'), { doc: 'whoever made this revision' }),
    [`${role}CreatedDate`]: timestamp(at('createdDate'), 'When this revision was made.'),
    [`${role}Url`]: text(at('url'), 'REST address of the policy.', exact),
    [`${role}Links`]: json(at('_links'), 'Addresses related to the policy.'),
  }
}
