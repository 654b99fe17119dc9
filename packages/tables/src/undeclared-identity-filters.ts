import { reasons } from './undeclared-reasons.ts'

const ofGraph = { scopeDescriptor: reasons.column, subjectTypes: reasons.local }

const ofMemberships = { depth: 'only direct memberships are known there' }

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
  }
