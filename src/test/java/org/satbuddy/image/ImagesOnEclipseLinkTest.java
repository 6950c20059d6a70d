package org.satbuddy.image;

/** With EclipseLink, as on Payara. */
class ImagesOnEclipseLinkTest extends ImagesOnHibernateTest {

    @Override
    String unit() {
        return "store-eclipselink";
    }
}
