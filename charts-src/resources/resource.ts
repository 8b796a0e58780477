import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Resource } from './kinds.ts';

/** Adds one object to a chart. Its construct id is kind and name, so that two of the same in one scope cannot be. */
export function resource(scope: Construct, object: Resource): ApiObject {
  const { apiVersion, kind, metadata, ...content } = object;
  return new ApiObject(scope, `${kind}-${metadata?.name}`, { apiVersion, kind, metadata, ...content });
}
