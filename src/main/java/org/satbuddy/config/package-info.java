/** Every setting of the product, read through MicroProfile Config and validated once at start. */
package org.satbuddy.config;
