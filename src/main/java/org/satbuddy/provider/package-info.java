/**
 * Calls AI providers. Each wire format has one adapter. The policy around the adapters decides which provider to ask,
 * when to ask again, what a failure means, and which personal data is hidden from a provider. MicroProfile Rest Client
 * and Fault Tolerance are used only here.
 */
package org.satbuddy.provider;
