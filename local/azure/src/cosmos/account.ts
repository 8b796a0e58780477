import { randomUUID } from 'node:crypto';
import { Container } from './container.ts';
import { checkId, completeContainer, type ContainerDefinition } from './definitions.ts';
import { badRequest, preconditionFailed, resourceExists, resourceNotFound } from './errors.ts';
import { leastThroughput, offerContent, type OfferContent, type ThroughputHeaders } from './offers.ts';
import { isObject, type JsonObject, type Value } from './query/values.ts';
import { containerRid, databaseRid } from './resource-id.ts';
import type { Store } from './store.ts';

/** A database, container or offer as Azure shows it. */
export type Resource = JsonObject & { id: string; _rid: string; _self: string; _etag: string; _ts: number };

export interface Database {
  number: number;
  resource: Resource;
  containers: Map<string, { resource: Resource; container: Container }>;
}

/** Remembers in the store that numbers up to this one were given to databases, containers and offers. */
const resourceCounter = 0;

/** The databases, containers and offers of the one account that a server has; the store keeps them. */
export class Account {
  readonly databases = new Map<string, Database>();
  readonly offers = new Map<string, Resource>();
  readonly #store: Store;
  readonly #now: () => number;
  #lastNumber = 0;

  /** Starts with what the store has. */
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#load();
    store.onRolledBack = () => this.#load();
  }

  *containers(): Iterable<Container> {
    for (const { containers } of this.databases.values())
      for (const { container } of containers.values()) yield container;
  }

  createDatabase(body: JsonObject, throughput: ThroughputHeaders): Resource {
    const id = checkId(body['id'], 'database');
    if (this.databases.has(id)) throw resourceExists('database', id);
    const offer = offerContent(throughput);
    const number = this.#nextNumber();
    const rid = databaseRid(number);
    const resource = this.#stamp(
      { ...body, id },
      { rid, self: `dbs/${rid}/`, links: { _colls: 'colls/', _users: 'users/' } },
    );
    this.databases.set(id, { number, resource, containers: new Map() });
    this.#store.putResource({ kind: 'database', number, parent: null, body: JSON.stringify(resource) });
    if (offer) this.#createOffer(resource, offer);
    return resource;
  }

  deleteDatabase(id: string): void {
    const { number, resource, containers } = this.database(id);
    for (const name of [...containers.keys()]) this.deleteContainer(id, name);
    this.databases.delete(id);
    this.#deleteOffer(resource);
    this.#store.deleteResource('database', number);
  }

  /** @throws CosmosError 404 */
  database(id: string): Database {
    const database = this.databases.get(id);
    if (!database) throw resourceNotFound(`dbs/${id}`);
    return database;
  }

  createContainer(databaseId: string, body: JsonObject, throughput: ThroughputHeaders): Resource {
    const database = this.database(databaseId);
    const definition = completeContainer(body);
    if (database.containers.has(definition.id)) throw resourceExists('container', definition.id);
    const offer = offerContent(throughput);
    const number = this.#nextNumber();
    const rid = containerRid(database.resource._rid, number);
    const place = { number, rid, self: `${database.resource._self}colls/${rid}/`, store: this.#store };
    const resource = this.#stampContainer(definition, place);
    const container = new Container(definition, place);
    container.create();
    database.containers.set(definition.id, { resource, container });
    this.#putContainer(database, number, resource);
    const isShared = this.#offerOf(database.resource) !== undefined;
    if (offer || !isShared) this.#createOffer(resource, offer ?? { offerThroughput: leastThroughput });
    return resource;
  }

  /** @throws CosmosError 400 when the partition key or unique keys differ, 404, 412 */
  replaceContainer(
    databaseId: string,
    id: string,
    { body, ifMatch }: { body: JsonObject; ifMatch?: string },
  ): Resource {
    const database = this.database(databaseId);
    const { container, resource } = this.container(databaseId, id);
    if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== resource._etag) throw preconditionFailed();
    const definition = completeContainer(body);
    const { partitionKey, uniqueKeyPolicy } = container.definition;
    if (definition.id !== id)
      throw badRequest(`The id of a container cannot be changed, from '${id}' to '${definition.id}'.`);
    if (
      !isSame(definition.partitionKey.paths, partitionKey.paths) ||
      definition.partitionKey.kind !== partitionKey.kind
    )
      throw badRequest('Document collection partition key cannot be changed.');
    if (!isSame(definition.uniqueKeyPolicy ?? uniqueKeyPolicy, uniqueKeyPolicy))
      throw badRequest('The unique key policy of a container cannot be changed; create a new container instead.');
    const kept = { ...definition, partitionKey, ...(uniqueKeyPolicy ? { uniqueKeyPolicy } : {}) };
    const place = { number: container.number, rid: container.rid, self: resource._self };
    const replaced = this.#stampContainer(kept, place);
    container.redefine(kept);
    database.containers.set(id, { container, resource: replaced });
    this.#putContainer(database, container.number, replaced);
    return replaced;
  }

  deleteContainer(databaseId: string, id: string): void {
    const { container, resource } = this.container(databaseId, id);
    this.database(databaseId).containers.delete(id);
    this.#deleteOffer(resource);
    this.#store.deleteResource('container', container.number);
    container.drop();
  }

  /** @throws CosmosError 404 */
  container(databaseId: string, id: string): { resource: Resource; container: Container } {
    const found = this.databases.get(databaseId)?.containers.get(id);
    if (!found) throw resourceNotFound(`dbs/${databaseId}/colls/${id}`);
    return found;
  }

  /** @throws CosmosError 404 */
  offer(id: string): Resource {
    const offer = this.offers.get(id);
    if (!offer) throw resourceNotFound(`offers/${id}`);
    return offer;
  }

  replaceOffer(id: string, body: JsonObject): Resource {
    const { resource, offerResourceId, _rid, _self } = this.offer(id);
    const { content } = body;
    const given = isObject(content) ? content : {};
    const settings = given['offerAutopilotSettings'];
    const checked = offerContent({
      manual: settings === undefined ? number(given['offerThroughput']) : undefined,
      autoscale: isObject(settings) ? number(settings['maxThroughput']) : undefined,
    });
    if (!checked) throw badRequest('An offer needs content.offerThroughput or content.offerAutopilotSettings.');
    return this.#putOffer({ id, resource: resource!, offerResourceId: offerResourceId! }, checked, {
      rid: _rid,
      self: _self,
    });
  }

  #offerOf({ _rid }: Resource): Resource | undefined {
    return [...this.offers.values()].find(({ offerResourceId }) => offerResourceId === _rid);
  }

  #createOffer({ _self, _rid }: Resource, content: OfferContent): void {
    const number = this.#nextNumber();
    const id = number.toString(36).padStart(4, '0');
    this.#putOffer({ id, resource: _self, offerResourceId: _rid }, content, { rid: id, self: `offers/${id}/` });
  }

  #putOffer(
    of: JsonObject & { id: string },
    content: OfferContent,
    { rid, self }: { rid: string; self: string },
  ): Resource {
    const body = {
      ...of,
      offerVersion: 'V2',
      offerType: 'Invalid',
      content: { ...content, offerIsRUPerMinuteThroughputEnabled: false },
    };
    const offer = this.#stamp(body, { rid, self, links: {} });
    this.offers.set(of.id, offer);
    this.#store.putResource({ kind: 'offer', number: parseInt(of.id, 36), parent: null, body: JSON.stringify(offer) });
    return offer;
  }

  #deleteOffer(resource: Resource): void {
    const offer = this.#offerOf(resource);
    if (!offer) return;
    this.offers.delete(offer.id);
    this.#store.deleteResource('offer', parseInt(offer.id, 36));
  }

  #stampContainer(definition: ContainerDefinition, { rid, self }: { rid: string; self: string }): Resource {
    const links = {
      _docs: 'docs/',
      _sprocs: 'sprocs/',
      _triggers: 'triggers/',
      _udfs: 'udfs/',
      _conflicts: 'conflicts/',
    };
    return this.#stamp(
      { ...(JSON.parse(JSON.stringify(definition)) as JsonObject), id: definition.id },
      { rid, self, links },
    );
  }

  #stamp(
    body: JsonObject & { id: string },
    { rid, self, links }: { rid: string; self: string; links: JsonObject },
  ): Resource {
    const ts = Math.floor(this.#now() / 1000);
    return { ...body, _rid: rid, _self: self, _etag: `"${randomUUID()}"`, ...links, _ts: ts };
  }

  #putContainer({ number: parent }: Database, number: number, resource: Resource): void {
    this.#store.putResource({ kind: 'container', number, parent, body: JSON.stringify(resource) });
  }

  #nextNumber(): number {
    const seq = ++this.#lastNumber;
    this.#store.counterChanged(resourceCounter, () => ({ seq, lsn: 0, items: 0 }));
    return seq;
  }

  /** Reads what the store has, in place of what is here. */
  #load(): void {
    this.databases.clear();
    this.offers.clear();
    this.#lastNumber = this.#store.counter(resourceCounter).seq;
    const resources = this.#store
      .resources()
      .map(({ body, ...rest }) => ({ ...rest, resource: JSON.parse(body) as Resource }));
    const databases = new Map<number, Database>();
    for (const { kind, number, resource } of resources) {
      if (kind === 'offer') this.offers.set(resource.id, resource);
      if (kind !== 'database') continue;
      const database = { number, resource, containers: new Map() };
      databases.set(number, database);
      this.databases.set(resource.id, database);
    }
    for (const { kind, number, parent, resource } of resources) {
      if (kind !== 'container' || parent === null) continue;
      const definition = completeContainer(resource);
      const place = { number, rid: resource._rid, self: resource._self, store: this.#store };
      const container = new Container(definition, place);
      databases.get(parent)?.containers.set(resource.id, { resource, container });
    }
  }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const number = (value: Value) => (typeof value === 'number' ? value : undefined);
