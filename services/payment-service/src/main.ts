import { serviceMain } from '@halden/service-kit';
import { readConfig } from './config.ts';

await serviceMain({ service: 'payment-service', process, readConfig, load: () => import('./app.ts'), now: Date.now });
