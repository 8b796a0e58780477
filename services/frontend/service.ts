import { defineService } from '@halden/service-description';

export default defineService({
  name: 'frontend',
  title: 'The shop',
  description: 'The shop, static files served by Nginx',
  runtime: 'static',
  routes: ['/'],
  ports: { http: 8080 },
  health: { live: '/health', ready: '/health' },
  answersAt: '/health',
  keepsCertificate: true,
  slo: { availability: 99.9, latencyMs: 250 },
  image: {
    target: 'shop',
    base: 'nginxinc/nginx-unprivileged:stable-bookworm',
    workspaces: ['services/frontend'],
    paths: [],
    tools: ['vite', '@vitejs/plugin-react'],
  },
});
