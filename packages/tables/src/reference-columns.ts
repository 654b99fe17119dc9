import { type ColumnDefinitions, integer, text, timestamp } from '@devopsql/schema'

const exact = { collation: 'exact' } as const

/** The columns of a nested reference whose identifier is a number: `<Role>Id`, `<Role>Name`, `<Role>Url`. */
export function numberedReference(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Url`]: text(`${path}.url`, `REST address of ${doc}.`, exact),
  }
}

/** The same where the identifier is a text. */
export function namedReference(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: text(`${path}.id`, `Identifier of ${doc}.`, exact),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Url`]: text(`${path}.url`, `Address of ${doc}.`, exact),
  }
}

/** The columns of a nested reference to a release and its environment. */
export function releaseReference(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Attempt`]: integer(`${path}.attempt`, `Attempt of ${doc}.`),
    [`${role}CreationDate`]: timestamp(`${path}.creationDate`, `When ${doc} was made.`),
    [`${role}DefinitionId`]: integer(`${path}.definitionId`, `Number of the definition of ${doc}.`),
    [`${role}EnvironmentId`]: integer(
      `${path}.environmentId`,
      `Number of the environment of ${doc}.`,
    ),
    [`${role}EnvironmentName`]: text(
      `${path}.environmentName`,
      `Name of the environment of ${doc}.`,
    ),
    [`${role}EnvironmentCreationDate`]: timestamp(
      `${path}.environmentCreationDate`,
      `When the environment of ${doc} was made.`,
    ),
    [`${role}EnvironmentDefinitionId`]: integer(
      `${path}.environmentDefinitionId`,
      `Number of the definition of the environment of ${doc}.`,
    ),
    [`${role}EnvironmentDefinitionName`]: text(
      `${path}.environmentDefinitionName`,
      `Name of the definition of the environment of ${doc}.`,
    ),
  }
}

/** The columns of a nested reference to a build by its number and definition. */
export function buildReference(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}, unique in the organization.`),
    [`${role}Number`]: text(`${path}.number`, `Name of ${doc}.`),
    [`${role}DefinitionId`]: integer(`${path}.definitionId`, `Number of the definition of ${doc}.`),
    [`${role}BranchName`]: text(`${path}.branchName`, `Branch of ${doc}.`, exact),
    [`${role}BuildSystem`]: text(`${path}.buildSystem`, `System that ran ${doc}.`),
    [`${role}RepositoryId`]: text(`${path}.repositoryId`, `Repository of ${doc}.`),
    [`${role}Uri`]: text(`${path}.uri`, `Address of ${doc} in links.`, exact),
  }
}

/** The columns of the build, and of what it was built for, that a test run or its coverage belongs to. */
export function buildConfiguration(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}Flavor`]: text(`${path}.flavor`, `Flavor of ${doc}, such as Release.`),
    [`${role}Platform`]: text(`${path}.platform`, `Platform of ${doc}, such as x64.`),
    [`${role}Number`]: text(`${path}.number`, `Name of the build of ${doc}.`),
    [`${role}Uri`]: text(`${path}.uri`, `Address of the build of ${doc} in links.`, exact),
    [`${role}BuildDefinitionId`]: integer(
      `${path}.buildDefinitionId`,
      `Number of the build definition of ${doc}.`,
    ),
    [`${role}BuildSystem`]: text(`${path}.buildSystem`, `System that ran the build of ${doc}.`),
    [`${role}BranchName`]: text(`${path}.branchName`, `Branch that was built for ${doc}.`, exact),
    [`${role}TargetBranchName`]: text(
      `${path}.targetBranchName`,
      `Branch that the changes of ${doc} go to.`,
      exact,
    ),
    [`${role}SourceVersion`]: text(
      `${path}.sourceVersion`,
      `Commit or changeset of ${doc}.`,
      exact,
    ),
    [`${role}RepositoryGuid`]: text(`${path}.repositoryGuid`, `Repository of ${doc}.`),
    [`${role}RepositoryType`]: text(
      `${path}.repositoryType`,
      `Provider of the repository of ${doc}.`,
    ),
    [`${role}CreationDate`]: timestamp(
      `${path}.creationDate`,
      `When the build of ${doc} was made.`,
    ),
    [`${role}ProjectId`]: text(`${path}.project.id`, `Project of ${doc}.`),
    [`${role}ProjectName`]: text(`${path}.project.name`, `Name of the project of ${doc}.`),
    [`${role}ProjectUrl`]: text(
      `${path}.project.url`,
      `REST address of the project of ${doc}.`,
      exact,
    ),
  }
}
