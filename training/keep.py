"""Copy a starter model that nothing beat on the development sentences.

usage: keep.py IN.pt OUT.pt
"""

import shutil
import sys

shutil.copyfile(sys.argv[1], sys.argv[2])
