import { defineService } from '@halden/service-description';

const discovery = '/identity/.well-known/openid-configuration';

export default defineService({
  name: 'embedded-azure',
  title: "Azure's services for clusters without Azure",
  description: "Azure's services in one pod, for clusters without Azure",
  runtime: 'embedded-azure',
  routes: ['/identity', '/mailbox'],
  ports: { http: 8090 },
  health: { live: discovery, ready: discovery },
  answersAt: discovery,
  keepsFiles: { folder: 'azure', size: '2Gi' },
  slo: { availability: 99, latencyMs: 1_000 },
  image: {
    target: 'embedded-azure',
    base: 'gcr.io/distroless/nodejs24-debian12:nonroot',
    entry: 'local/launcher/src/azure/main.ts',
    workspaces: ['local/azure', 'libs/service-kit'],
    paths: ['local/launcher/src/azure'],
    tools: ['esbuild'],
    files: { 'local/azure/entities.json': 'app/entities.json' },
    assets: ['local/azure/src'],
  },
});
