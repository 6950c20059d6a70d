/** How calls leave the school: through its proxy, and with the authorities that it trusts. */
package org.satbuddy.network;
