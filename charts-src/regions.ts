/** What differs from region to region in Azure. */
export interface RegionFacts {
  /** Where Communication Services keep their data: a part of their host's name. */
  readonly communicationData: string;
}

/** Regions that clusters may be in, by Azure's name. */
export const regions = {
  westeurope: { communicationData: 'europe' },
  northeurope: { communicationData: 'europe' },
  swedencentral: { communicationData: 'europe' },
  uksouth: { communicationData: 'uk' },
  eastus2: { communicationData: 'unitedstates' },
  westus3: { communicationData: 'unitedstates' },
} as const satisfies Record<string, RegionFacts>;

export type Region = keyof typeof regions;
