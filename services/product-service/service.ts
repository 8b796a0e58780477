import { productApi } from '@halden/contracts';
import { defineService } from '@halden/service-description';

export default defineService({
  name: 'product-service',
  title: 'Catalogue, search and stock',
  description: 'Catalogue, search and stock',
  runtime: 'node',
  api: productApi,
  uses: ['cosmos'],
  business: [
    {
      name: 'reservations-done',
      good: 'stock_reservations_total{outcome!="failed"}',
      all: 'stock_reservations_total',
      min: 95,
    },
  ],
  slo: { availability: 99.9, latencyMs: 250 },
  local: { port: 3001 },
});
