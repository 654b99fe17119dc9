import type { Call } from '../call.ts'
import { isGuest } from '../data/entitlements.ts'
import type { Application, Group } from '../data/groups.ts'
import type { User } from '../data/users.ts'

function subjectLinks({ organization }: Call, kind: string, descriptor: string): object {
  const base = `https://vssps.dev.azure.com/${organization.name}/_apis/Graph`
  const avatar = `${organization.url}/_apis/GraphProfile/MemberAvatars/${descriptor}`
  return {
    _links: {
      self: { href: `${base}/${kind}/${descriptor}` },
      memberships: { href: `${base}/Memberships/${descriptor}` },
      membershipState: { href: `${base}/MembershipStates/${descriptor}` },
      storageKey: { href: `${base}/StorageKeys/${descriptor}` },
      ...(kind === 'Groups' ? {} : { avatar: { href: avatar } }),
    },
    url: `${base}/${kind}/${descriptor}`,
    descriptor,
  }
}

const tenant = '00000000-0000-0000-0000-000000000000'

/** A user as this service and the one of licences show it. */
export function userJson(call: Call, user: User): object {
  return {
    subjectKind: 'user',
    metaType: user.origin === 'aad' ? (isGuest(user) ? 'guest' : 'member') : undefined,
    domain: user.origin === 'aad' ? tenant : 'Build',
    principalName: user.uniqueName,
    // Empty, not absent, for service accounts. (measured)
    mailAddress: user.mail,
    origin: user.origin,
    originId: user.id,
    displayName: user.displayName,
    isDeletedInOrigin: user.deleted ? true : undefined,
    ...subjectLinks(call, 'Users', user.descriptor),
  }
}

/** A group, likewise. */
export function groupJson(call: Call, group: Group): object {
  const { organization } = call
  const { project, displayName } = group
  const container =
    group.origin === 'aad' ? 'TEAM FOUNDATION' : (project?.name ?? organization.name)
  return {
    subjectKind: 'group',
    description: group.description,
    domain:
      project === undefined
        ? `vstfs:///Framework/IdentityDomain/${organization.id}`
        : `vstfs:///Classification/TeamProject/${project.id}`,
    principalName: `[${container}]\\${displayName}`,
    // (measured)
    mailAddress: null,
    origin: group.origin,
    originId: group.id,
    displayName,
    ...subjectLinks(call, 'Groups', group.descriptor),
  }
}

export function applicationJson(call: Call, application: Application): object {
  return {
    subjectKind: 'servicePrincipal',
    applicationId: application.applicationId,
    metaType: 'application',
    directoryAlias: application.id,
    domain: tenant,
    principalName: application.id,
    mailAddress: null,
    origin: 'aad',
    originId: application.id,
    displayName: application.displayName,
    isDeletedInOrigin: application.isDeleted ? true : undefined,
    ...subjectLinks(call, 'ServicePrincipals', application.descriptor),
  }
}
