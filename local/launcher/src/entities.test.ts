import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { topology } from '@halden/contracts';

interface Named {
  Name: string;
}
interface ServiceBusNamespace {
  Queues: Named[];
  Topics: (Named & { Subscriptions: Named[] })[];
}
interface EventHubsNamespace {
  Entities: (Named & { PartitionCount: string; ConsumerGroups: Named[] })[];
}

const file = new URL('../../azure/entities.json', import.meta.url);
const { UserConfig } = JSON.parse(readFileSync(file, 'utf8')) as {
  UserConfig: { Namespaces: [ServiceBusNamespace]; NamespaceConfig: [EventHubsNamespace] };
};
const [serviceBus] = UserConfig.Namespaces;
const [eventHubs] = UserConfig.NamespaceConfig;
const names = (entities: readonly Named[] = []) => entities.map(({ Name }) => Name).sort();

describe('local/azure/entities.json', () => {
  it('names the queues of the topology and no others', () => {
    expect(names(serviceBus.Queues)).toEqual(Object.values<string>(topology.serviceBus.queues).sort());
  });

  it('names the topics of the topology with their subscriptions', () => {
    const said = Object.fromEntries(serviceBus.Topics.map((topic) => [topic.Name, names(topic.Subscriptions)]));
    const meant = Object.values(topology.serviceBus.topics).map((topic) => [
      topic.name,
      Object.values<string>(topic.subscriptions).sort(),
    ]);
    expect(said).toEqual(Object.fromEntries(meant));
  });

  it('names the hubs of the topology with their partitions and consumer groups', () => {
    const said = Object.fromEntries(
      eventHubs.Entities.map((hub) => [
        hub.Name,
        { partitions: Number(hub.PartitionCount), groups: names(hub.ConsumerGroups) },
      ]),
    );
    const meant = Object.values(topology.eventHubs).map((hub) => [
      hub.name,
      { partitions: hub.partitions, groups: Object.values<string>(hub.consumerGroups).sort() },
    ]);
    expect(said).toEqual(Object.fromEntries(meant));
  });
});
