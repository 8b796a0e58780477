import { tonesOf } from '../colour.ts';

export const paper = tonesOf('#f4eee1');

export const blade = tonesOf('#c3c5c2');
