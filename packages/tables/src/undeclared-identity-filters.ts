import { reasons } from './undeclared-reasons.ts'

const ofGraph = { scopeDescriptor: reasons.column, subjectTypes: reasons.local }

const ofMemberships = { depth: 'only direct memberships are known there' }

const ofOneService = 'asks for the namespaces of one service'

/** The same for users and groups, packages, permissions, and what else serves a whole organization. */
export const undeclaredIdentityFilters: Readonly<Record<string, Readonly<Record<string, string>>>> =
  {
    Users: ofGraph,
    Groups: ofGraph,
    ServicePrincipals: { scopeDescriptor: reasons.column },
    Memberships: ofMemberships,
    GroupMembers: ofMemberships,
    GroupMemberships: ofMemberships,
    UserMemberships: ofMemberships,
    UserEntitlements: { $orderBy: reasons.order },
    SecurityNamespaces: { localOnly: ofOneService },
    SecurityNamespaceActions: { localOnly: ofOneService },
    AccessControlLists: { recurse: 'asks for what is below a token, which the whole list has' },
  }
