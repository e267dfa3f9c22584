"""`python -m newstemma` is the command `newstemma`."""

from newstemma.serve.cli import main

if __name__ == "__main__":
    main()
