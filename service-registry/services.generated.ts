// Written by `npm run registry`: every service.ts below services/ and local/. Do not edit.
import azure from '../local/azure/service.ts';
import frontend from '../services/frontend/service.ts';
import notificationService from '../services/notification-service/service.ts';
import orderService from '../services/order-service/service.ts';
import paymentService from '../services/payment-service/service.ts';
import productService from '../services/product-service/service.ts';

// prettier-ignore
export const found = [
  azure,
  frontend,
  notificationService,
  orderService,
  paymentService,
  productService,
] as const;
