package org.satbuddy.provider;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;

/** The calls that the container would inject. */
record InjectedCalls(List<RemoteCall<?>> calls) implements Instance<RemoteCall<?>> {

    @Override
    public Iterator<RemoteCall<?>> iterator() {
        return calls.iterator();
    }

    @Override
    public RemoteCall<?> get() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instance<RemoteCall<?>> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends RemoteCall<?>> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends RemoteCall<?>> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isUnsatisfied() {
        return calls.isEmpty();
    }

    @Override
    public boolean isAmbiguous() {
        return calls.size() > 1;
    }

    @Override
    public void destroy(RemoteCall<?> instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Handle<RemoteCall<?>> getHandle() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<? extends Handle<RemoteCall<?>>> handles() {
        throw new UnsupportedOperationException();
    }
}
