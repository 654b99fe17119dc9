/** The id of Azure DevOps at Microsoft Entra: what tokens are asked for. */
export const azureDevOpsResource: string = '499b84ac-1321-427f-aa17-267ca6975798'
