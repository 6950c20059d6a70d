package org.satbuddy.image;

/** As on Payara. */
class ImagesOnEclipseLinkTest extends ImagesOnHibernateTest {

    @Override
    String unit() {
        return "store-eclipselink";
    }
}
