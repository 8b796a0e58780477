import { serviceMain } from '@halden/service-kit';
import { readConfig } from './config.ts';

await serviceMain({
  service: 'notification-service',
  process,
  readConfig,
  load: () => import('./app.ts'),
  now: Date.now,
});
