/** Every kind that is rendered. Fields outside of these types are refused, by the compiler and by `validate`. */
import type { IHelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2';
import type { IKustomization } from '@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1';
import type { IAlert, IProvider } from '@kubernetes-models/flux-cd/notification.toolkit.fluxcd.io/v1beta3';
import type { IGitRepository, IOCIRepository } from '@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1';
import type { IGateway, IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import type { IScaledObject, ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import type { IPodMonitor, IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import type {
  IValidatingAdmissionPolicy,
  IValidatingAdmissionPolicyBinding,
} from 'kubernetes-models/admissionregistration.k8s.io/v1';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IRole, IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type {
  IConfigMap,
  ILimitRange,
  INamespace,
  IPersistentVolume,
  IPersistentVolumeClaim,
  IResourceQuota,
  ISecret,
  IService,
  IServiceAccount,
} from 'kubernetes-models/v1';
import type { HealthCheckPolicy, WebApplicationFirewallPolicy } from './agc.ts';
import type { Canary, MetricTemplate } from './flagger.ts';
import type { SecretProviderClass } from './secrets-store.ts';

/** `apiVersion/kind` → its type. */
export interface Kinds {
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': IValidatingAdmissionPolicy;
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': IValidatingAdmissionPolicyBinding;
  'alb.networking.azure.io/v1/HealthCheckPolicy': HealthCheckPolicy;
  'alb.networking.azure.io/v1/WebApplicationFirewallPolicy': WebApplicationFirewallPolicy;
  'apps/v1/Deployment': IDeployment;
  'autoscaling/v2/HorizontalPodAutoscaler': IHorizontalPodAutoscaler;
  'flagger.app/v1beta1/Canary': Canary;
  'flagger.app/v1beta1/MetricTemplate': MetricTemplate;
  'gateway.networking.k8s.io/v1/Gateway': IGateway;
  'gateway.networking.k8s.io/v1/HTTPRoute': IHTTPRoute;
  'helm.toolkit.fluxcd.io/v2/HelmRelease': IHelmRelease;
  'keda.sh/v1alpha1/ScaledObject': IScaledObject;
  'keda.sh/v1alpha1/TriggerAuthentication': ITriggerAuthentication;
  'kustomize.toolkit.fluxcd.io/v1/Kustomization': IKustomization;
  'monitoring.coreos.com/v1/PodMonitor': IPodMonitor;
  'monitoring.coreos.com/v1/PrometheusRule': IPrometheusRule;
  'networking.k8s.io/v1/NetworkPolicy': INetworkPolicy;
  'notification.toolkit.fluxcd.io/v1beta3/Alert': IAlert;
  'notification.toolkit.fluxcd.io/v1beta3/Provider': IProvider;
  'policy/v1/PodDisruptionBudget': IPodDisruptionBudget;
  'rbac.authorization.k8s.io/v1/Role': IRole;
  'rbac.authorization.k8s.io/v1/RoleBinding': IRoleBinding;
  'secrets-store.csi.x-k8s.io/v1/SecretProviderClass': SecretProviderClass;
  'source.toolkit.fluxcd.io/v1/GitRepository': IGitRepository;
  'source.toolkit.fluxcd.io/v1/OCIRepository': IOCIRepository;
  'v1/ConfigMap': IConfigMap;
  'v1/LimitRange': ILimitRange;
  'v1/Namespace': INamespace;
  'v1/PersistentVolume': IPersistentVolume;
  'v1/PersistentVolumeClaim': IPersistentVolumeClaim;
  'v1/ResourceQuota': IResourceQuota;
  'v1/Secret': ISecret;
  'v1/Service': IService;
  'v1/ServiceAccount': IServiceAccount;
}

/** Any object that is rendered. */
export type Resource = Kinds[keyof Kinds];
