import { Link } from '@tanstack/react-router';
import { Screen } from '#renderer/parts/screen.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

export function NotFound() {
  return (
    <Screen title="Nothing here">
      <EmptyState
        action={
          <Link to="/" className="counted">
            Go to Today
          </Link>
        }
      >
        There is no screen at this address.
      </EmptyState>
    </Screen>
  );
}
