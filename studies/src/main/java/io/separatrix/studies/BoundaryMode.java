package io.separatrix.studies;

import io.separatrix.geometry.boundary.BoundarySearch;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.boundary.Refinement;

/** How boundary points are searched for. */
public enum BoundaryMode {
  /** DeepFool, refined to a point whose normal points back at x. */
  NEAREST {
    @Override
    BoundarySearch search() {
      return new NearestBoundary();
    }
  },

  /** The same from walks of many steps, towards every class that may be nearer: slow. */
  THOROUGH {
    @Override
    BoundarySearch search() {
      return new NearestBoundary(Refinement.THOROUGH);
    }
  },

  /** DeepFool with a few steps of that refinement, on the boundary that it reached. */
  QUICK {
    @Override
    BoundarySearch search() {
      return new NearestBoundary(Refinement.QUICK);
    }
  },

  /** DeepFool as its authors published it; the norm includes the overshoot factor. */
  REFERENCE {
    @Override
    BoundarySearch search() {
      return new DeepFool();
    }
  };

  abstract BoundarySearch search();
}
